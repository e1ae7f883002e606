/** Shared by stages 3 to 8 - engine: the inference engine on ONNX Runtime. */
package org.scissionlite.onnx.runtime;
