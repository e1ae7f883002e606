/**
 * The memory of slices, measured in a process of its own (for stage 3, the command {@code
 * benchmark}).
 */
package org.scissionlite.cli.benchmark.memory;
