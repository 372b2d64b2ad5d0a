/**
 * Published weights on this computer: which there are, under which licence, where they lie, and how
 * they get here. Nothing here touches the network except {@link org.drag4d.nets.store.ModelPull}.
 */
package org.drag4d.nets.store;
