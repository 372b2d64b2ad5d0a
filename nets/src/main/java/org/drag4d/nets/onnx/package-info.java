/**
 * Frozen networks on ONNX Runtime: the published files run as they are. The native library is
 * loaded with {@link org.drag4d.nets.onnx.OnnxSession} and not before.
 */
package org.drag4d.nets.onnx;
