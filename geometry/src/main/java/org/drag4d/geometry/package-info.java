/**
 * Values of the field and their files: pictures, panoramas, depth, cameras, points, meshes, paths.
 *
 * <p>One frame for all of them: right-handed, metres, +Y up, floor at y = 0; the panorama's centre
 * column looks along -Z. Cameras look along their own +Z with x right and y down (OpenCV); pixel
 * centres lie at +0.5. Other conventions are converted once, where a file is read or written.
 */
package org.drag4d.geometry;
