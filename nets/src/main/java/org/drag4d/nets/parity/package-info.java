/** Networks held against their reference implementations: cases, and names of published weights. */
package org.drag4d.nets.parity;
