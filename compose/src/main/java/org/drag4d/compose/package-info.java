/** Stage 2 of the paper (section 2.4): a picture becomes an object that stands in the scene. */
package org.drag4d.compose;
