/** Features of pictures become features of surfels (text-to-scene section 8). */
package org.drag4d.scene.distillation;
