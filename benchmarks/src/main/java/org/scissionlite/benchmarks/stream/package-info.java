/**
 * How many images a second a stream answers, held against its slowest stage, over an emulated link
 * between two network namespaces. Serves stage 8 of 8.
 */
package org.scissionlite.benchmarks.stream;
