/** JMH benchmarks of the hot paths; how to run them stands in the README. */
package org.drag4d.bench;
