/**
 * A project folder: what a person asked for, what was made of it, and which of that is still up to
 * date. The only module that knows file names; the stages work on values.
 */
package org.drag4d.project;
