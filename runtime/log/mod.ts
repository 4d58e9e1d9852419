/** Logging: one JSON object a line. */
export {
  createLogger,
  LOG_LEVELS,
  silentLogger,
  type Logger,
  type LoggerOptions,
  type LogLevel,
} from './logger.js';
