/** A small ladder of a company's own, as a file of our form. */
export const acme = `format: cairn.framework/1
id: acme-product
version: 1
name: Acme product
summary: How product people grow at Acme.
scale:
  points:
    - { value: 1, label: Not yet, meaning: Not seen. }
    - { value: 2, label: Partly, meaning: Seen once. }
    - { value: 3, label: There, meaning: Seen often. }
    - { value: 4, label: Beyond, meaning: Others learn it. }
  meets: 3
levels:
  - { id: p1, title: PM I, track: shared, next: [p2], scope: A feature }
  - { id: p2, title: PM II, track: shared, next: [p3], scope: A product }
  - { id: p3, title: Senior PM, track: shared, scope: A product line }
skills:
  - id: craft
    name: Craft
    summary: How well the work is made.
    anchors:
      p1: Writes clear tickets.
      p2: Writes the strategy of a product.
      p3: Sets the direction of a product line.
  - id: people
    name: People
    summary: How others are better for it.
    anchors:
      p1: Keeps promises.
      p2: Aligns two teams.
      p3: Mentors two product managers.
`
