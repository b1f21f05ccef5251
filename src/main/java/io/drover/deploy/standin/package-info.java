/** What stands for beans and scripts of users where files are only checked: it has their form, and none of their code runs. */
package io.drover.deploy.standin;
