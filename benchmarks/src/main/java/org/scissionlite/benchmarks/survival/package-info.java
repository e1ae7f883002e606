/**
 * The law of survival: real device and edge processes, a link between them, and faults at random
 * moments; every image has one answer, the right one, by its deadline. Serves stage 8 of 8.
 */
package org.scissionlite.benchmarks.survival;
