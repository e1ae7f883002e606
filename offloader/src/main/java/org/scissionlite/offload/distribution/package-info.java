/**
 * Stage 8 of 8 - offload, slices that arrive by themselves: what a device fetches from its edge,
 * where it keeps it, and how it changes to a new version while it runs.
 */
package org.scissionlite.offload.distribution;
