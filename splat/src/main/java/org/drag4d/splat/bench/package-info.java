/** How fast the engine is: a workload like a real room, measured phase by phase. */
package org.drag4d.splat.bench;
