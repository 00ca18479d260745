# Every target is a short script in .ci/; they install what is missing by themselves.
.PHONY: help run test check dev bench sqlx

help: ## what you can do here
	@sed -n 's/^\([a-z]*\): ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: ## build and start Stip with a demo network on http://127.0.0.1:3000
	@.ci/serve

test: ## all tests: unit, property, both databases, browsers
	@.ci/test

check: ## format, lints, directions of the arrows, licences, advisories
	@.ci/check

dev: ## like run, and again after every change
	@.ci/dev

bench: ## what a page weighs and what things cost
	@.ci/bench

sqlx: ## write the query caches anew after a change of SQL
	@.ci/sqlx
