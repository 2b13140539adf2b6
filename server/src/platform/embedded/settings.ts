/**
 * How the embedded PostgreSQL runs: durable (PostgreSQL's defaults: fsync, full_page_writes and synchronous_commit on), sized
 * for 2 cores shared with the server, and silent about values: its log has neither statements, nor parameters, nor details.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "256MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  effective_cache_size: "1GB",
  random_page_cost: "1.1",
  // Short statements on few cores: compiling them, or spreading one over workers, costs more than it saves.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  autovacuum_max_workers: "2",
  wal_buffers: "16MB",
  min_wal_size: "160MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "10min",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // ERROR ranks below LOG here: what a query did wrong, which may quote a value, stays out.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_statement: "none",
  log_min_duration_statement: "-1",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
};

/** As `-c name=value`; later ones win. */
export function flags(more: readonly string[]): string[] {
  const own = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return [...own, ...more].flatMap((s) => ["-c", s]);
}
