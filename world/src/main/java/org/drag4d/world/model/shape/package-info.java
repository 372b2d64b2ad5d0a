/** How shapes are made: boxes with bevels, turned and swept forms, cushions, drapes, leaves. */
package org.drag4d.world.model.shape;
