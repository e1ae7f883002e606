/**
 * Stage 8 of 8 - offload, both sides: tensors in, messages of the Open Inference Protocol out, and
 * back.
 */
package org.scissionlite.offload.wire;
