/**
 * Other people's posed pictures: nerfstudio {@code transforms.json} and COLMAP models, read as they
 * stand (axes and scale of the world are never changed).
 */
package org.drag4d.geometry.capture;
