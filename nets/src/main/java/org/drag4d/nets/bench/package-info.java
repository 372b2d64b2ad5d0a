/** How fast networks run. */
package org.drag4d.nets.bench;
