/**
 * How long work talks to whoever waits for it: progress, cancellation, errors that a person can act
 * on, and the worker threads that share it out.
 */
package org.drag4d.task;
