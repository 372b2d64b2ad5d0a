/** The shell of a room and what its windows look at. */
package org.drag4d.world.model.room;
