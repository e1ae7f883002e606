/**
 * Stage 8 of 8 - offload, what an edge has loaded: bundles by their id, counted references to them,
 * and their edge slices answering requests.
 */
package org.scissionlite.offload.edge.registry;
