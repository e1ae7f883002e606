/** Whether public ONNX files load, answer as ONNX Runtime does, and can be cut. */
package org.scissionlite.benchmarks.sweep;
