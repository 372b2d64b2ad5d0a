/**
 * How long work talks to whoever waits for it: progress, cancellation, errors that a person can act
 * on, the worker threads that share it out, and where what it makes may be kept for next time.
 */
package org.drag4d.task;
