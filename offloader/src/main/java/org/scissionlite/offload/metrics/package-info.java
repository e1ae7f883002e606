/**
 * Stage 8 of 8 - offload: figures of edge and device for Prometheus, and a line a request for a
 * log.
 */
package org.scissionlite.offload.metrics;
