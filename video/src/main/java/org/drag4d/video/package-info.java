/** Frames to video files and back, through FFmpeg's libraries. */
package org.drag4d.video;
