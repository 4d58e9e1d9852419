// Original file: proto/parikshan/v1/agent.proto

import type { Long } from '@grpc/proto-loader';

/**
 * How to run an instance.
 */
export interface InstanceSpec {
  /**
   * 1 to 40 characters: a to z, 0 to 9, hyphen; begins with a letter.
   */
  'name'?: (string);
  /**
   * Absolute path on the host of a directory, a tar file or a disk image (ploop, or raw), which becomes the root filesystem.
   */
  'rootfs'?: (string);
  /**
   * TCP port the service listens on inside the container.
   */
  'port'?: (number);
  /**
   * Host port that leads there as well; 0: none.
   */
  'publishPort'?: (number);
  /**
   * NAME=VALUE.
   */
  'env'?: (string)[];
  /**
   * Memory limit, bytes; 0: none.
   */
  'memoryBytes'?: (number | string | Long);
  /**
   * CPU limit in cores; 0: none.
   */
  'cpus'?: (number | string);
  /**
   * Size of the disk, bytes; 0: default, 4 GiB, or as large as the disk image (sparse).
   */
  'diskBytes'?: (number | string | Long);
  /**
   * Command and its arguments, at least one.
   */
  'command'?: (string)[];
  /**
   * Working directory; empty: /.
   */
  'workingDirectory'?: (string);
  /**
   * User inside the container, `uid[:gid]`; empty: 0:0.
   */
  'user'?: (string);
}

/**
 * How to run an instance.
 */
export interface InstanceSpec__Output {
  /**
   * 1 to 40 characters: a to z, 0 to 9, hyphen; begins with a letter.
   */
  'name': (string);
  /**
   * Absolute path on the host of a directory, a tar file or a disk image (ploop, or raw), which becomes the root filesystem.
   */
  'rootfs': (string);
  /**
   * TCP port the service listens on inside the container.
   */
  'port': (number);
  /**
   * Host port that leads there as well; 0: none.
   */
  'publishPort': (number);
  /**
   * NAME=VALUE.
   */
  'env': (string)[];
  /**
   * Memory limit, bytes; 0: none.
   */
  'memoryBytes': (number);
  /**
   * CPU limit in cores; 0: none.
   */
  'cpus': (number);
  /**
   * Size of the disk, bytes; 0: default, 4 GiB, or as large as the disk image (sparse).
   */
  'diskBytes': (number);
  /**
   * Command and its arguments, at least one.
   */
  'command': (string)[];
  /**
   * Working directory; empty: /.
   */
  'workingDirectory': (string);
  /**
   * User inside the container, `uid[:gid]`; empty: 0:0.
   */
  'user': (string);
}
