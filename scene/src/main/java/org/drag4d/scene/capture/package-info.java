/** Scenes from anybody's posed pictures, without a panorama. */
package org.drag4d.scene.capture;
