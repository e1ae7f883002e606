/**
 * Stage 8 of 8 - offload, the edge: the way of a request for a model, by whichever protocol it
 * comes.
 */
package org.scissionlite.offload.edge.inference;
