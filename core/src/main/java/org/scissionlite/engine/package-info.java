/**
 * Shared by stages 3 to 8 - engine: the port to an inference engine, and the owner of what was
 * opened.
 *
 * <p>The module onnx implements the port on ONNX Runtime.
 */
package org.scissionlite.engine;
