/** The files and folders that deliveries are: names, hashes, moves and copies, and whether somebody writes to them. */
package io.drover.job.delivery;
