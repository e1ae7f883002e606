/**
 * Stage 8 of 8 - offload, the edge: the Open Inference Protocol over HTTP, with tensors as JSON and
 * by Triton's binary extension.
 */
package org.scissionlite.offload.rest;
