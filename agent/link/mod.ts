/** Ways to other agents: how long a call takes, and how much gets through. */
export { Links } from './links.js';
