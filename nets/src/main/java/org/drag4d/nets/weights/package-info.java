/**
 * Weight files: safetensors (single and sharded) and PyTorch checkpoints, memory-mapped. Nothing
 * that a file names is ever loaded or called.
 */
package org.drag4d.nets.weights;
