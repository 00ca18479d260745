//! What a person notices when the ground gives way: the database dies, or the disk is full. And what a
//! thief finds who takes that ground along.
//!
//! The real program, over real HTTP, on a PostgreSQL cluster that the test starts and stops itself, or
//! on a SQLite file that may not grow.

#![cfg(test)]

mod cluster;
mod dead_database;
mod dump;
mod full_disk;
mod program;
mod visitor;
