/** What stands where: rooms, furniture groups and their annealed arrangement. */
package org.drag4d.world.layout;
