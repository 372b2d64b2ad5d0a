/**
 * Objects modelled as signed distances (built-in-world section 10): four samples with a picture and
 * the true mesh, and the extraction of surfaces from scalar fields.
 */
package org.drag4d.world.object;
