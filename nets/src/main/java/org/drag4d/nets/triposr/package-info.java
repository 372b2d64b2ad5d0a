/** TripoSR (Tochilkin et al. 2024): one picture of an object to its shape and colours. */
package org.drag4d.nets.triposr;
