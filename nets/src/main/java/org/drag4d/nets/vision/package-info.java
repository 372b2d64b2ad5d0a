/**
 * Front ends of the published frozen networks: how a picture becomes what a network wants, and what
 * the network makes becomes a picture, a depth map, features or masks, to within one 8-bit step of
 * the reference implementations. They know the networks and nothing of what the results are for.
 */
package org.drag4d.nets.vision;
