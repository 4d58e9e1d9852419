import { ParikshanError } from '../../runtime/errors/mod.js';
import { explainRefusal } from './explain.js';
import type { Obstacle } from './place.js';
import type { PlacementQuestion } from './question.js';

/** No hosts for the replicas of a clone. */
export class PlacementRefusedError extends ParikshanError {
  readonly reason = 'PLACEMENT_REFUSED';
  constructor(question: PlacementQuestion, obstacle: Obstacle) {
    const { message, remedy } = explainRefusal(question, obstacle);
    super(message, {
      // What is full may empty; all else does not change by asking again.
      code:
        obstacle.kind === 'source-full' || obstacle.kind === 'too-little-room'
          ? 'RESOURCE_EXHAUSTED'
          : 'FAILED_PRECONDITION',
      remedy,
      metadata: { obstacle: obstacle.kind },
    });
  }
}
