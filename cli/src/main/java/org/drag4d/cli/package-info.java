/**
 * The command line: options in, one call to the project or a stage, a result or an error out. No
 * logic of the method lives here.
 *
 * <p>{@code Drag4D} is the program, one class a command; {@code Console} is everything that is
 * written to a person.
 */
package org.drag4d.cli;
