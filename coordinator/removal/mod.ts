export { Removal } from './removal.js';
