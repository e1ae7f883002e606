/**
 * Stage 8 of 8 - offload, asked before it runs: what the link to an edge is like, and what a model
 * costs there.
 */
package org.scissionlite.offload.probe;
