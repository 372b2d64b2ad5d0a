/** Published networks, under their own names. */
package org.drag4d.nets;
