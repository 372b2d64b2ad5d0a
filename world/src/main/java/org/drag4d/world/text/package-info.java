/** From a sentence to what should be built, and what to tell the person about it. */
package org.drag4d.world.text;
