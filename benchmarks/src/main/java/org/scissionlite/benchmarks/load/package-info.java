/** Many devices on one edge: throughput, latency, fairness to those who give up, memory. */
package org.scissionlite.benchmarks.load;
