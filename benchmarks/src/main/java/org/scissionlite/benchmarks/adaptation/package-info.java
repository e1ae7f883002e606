/**
 * Whether a device that adapts to its link keeps up with one that knows the link beforehand, over
 * an emulated link between two network namespaces. Serves stage 8 of 8.
 */
package org.scissionlite.benchmarks.adaptation;
