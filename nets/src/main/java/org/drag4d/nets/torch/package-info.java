/**
 * libtorch: tensors whose memory ends with a scope, weights by name and shape, the layers that
 * published networks are made of. The library is loaded when the first scope opens and not before.
 */
package org.drag4d.nets.torch;
