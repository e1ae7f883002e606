/**
 * Shared by stages 3 to 8 - engine: the port to an inference engine.
 *
 * <p>The module onnx implements it on ONNX Runtime.
 */
package org.scissionlite.engine;
