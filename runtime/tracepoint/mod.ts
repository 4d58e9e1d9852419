/** The kernel's tracepoint at which a program's reads from TCP connections can be seen, and whether it may be used. */
export { findReadTracepoint, parseTracepoint, type ReadTracepoint } from './read-tracepoint.js';
